package dev.countersign.audit.leaf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SectionTest {

    @Test
    void the_commitment_of_the_reference_vector() {
        byte[] salt = new byte[32];
        Arrays.fill(salt, (byte) 0xa0);
        Section actor =
                new Section(
                        SectionName.ACTOR,
                        salt,
                        "{\"email\":\"ada@example.test\",\"ip\":\"192.0.2.7\",\"sub\":\"5d0b5c1e-7d1f-4f0a-9a51-0d2a7b1f9a10\"}"
                                .getBytes(UTF_8));

        assertThat(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(actor.commitment())))
                .isEqualTo("e5a18f880a051982a50ad0aff1e67365042785613a6e6545621b1f121ee0efd3");
    }
}
