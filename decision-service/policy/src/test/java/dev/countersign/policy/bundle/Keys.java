package dev.countersign.policy.bundle;

/** Keys that tests sign with; anybody can read them. */
final class Keys {

    /** Of RFC 8410, section 10.3. */
    static final String SECRET =
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """;

    /** Of RFC 8410, section 10.1: of the same pair. */
    static final String PUBLIC =
            """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----
            """;

    static final SigningKey OURS = SigningKey.read("ours.pem", SECRET);
    static final SigningKey OTHER = SigningKey.generate();
    static final TrustedKeys TRUSTED = TrustedKeys.read("ours.pub", PUBLIC);

    private Keys() {}
}
