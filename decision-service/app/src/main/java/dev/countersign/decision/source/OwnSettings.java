package dev.countersign.decision.source;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Git's settings on this machine and in its environment are for the people who work there. One of
 * them could send what we ask, with our token, to another address.
 */
final class OwnSettings extends SystemReader.Delegate {

    private OwnSettings(SystemReader machine) {
        super(machine);
    }

    /** Only the repository's own settings count in this process from now on. */
    static void only() {
        if (!(SystemReader.getInstance() instanceof OwnSettings)) {
            SystemReader.setInstance(new OwnSettings(SystemReader.getInstance()));
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        return null;
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    /** Is read from no file and written to none. */
    private static final class Empty extends FileBasedConfig {
        Empty(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
