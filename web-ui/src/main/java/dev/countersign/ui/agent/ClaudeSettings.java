package dev.countersign.ui.agent;

import io.quarkus.qute.TemplateExtension;

/** What connects Claude Code with a new agent's key, ready to paste. */
@TemplateExtension
class ClaudeSettings {

    private ClaudeSettings() {}

    /**
     * @param hookUrl address that takes the hook's payload
     */
    static String claudeSettings(String hookUrl) {
        return """
                {
                  "hooks": {
                    "PreToolUse": [
                      {
                        "matcher": "*",
                        "hooks": [
                          {
                            "type": "http",
                            "url": "%1$s",
                            "headers": { "Authorization": "Bearer $COUNTERSIGN_TOKEN" },
                            "allowedEnvVars": ["COUNTERSIGN_TOKEN"],
                            "timeout": 3600,
                            "onFailure": "block"
                          }
                        ]
                      }
                    ],
                    "PostToolUse": [
                      {
                        "matcher": "*",
                        "hooks": [
                          {
                            "type": "http",
                            "url": "%1$s",
                            "headers": { "Authorization": "Bearer $COUNTERSIGN_TOKEN" },
                            "allowedEnvVars": ["COUNTERSIGN_TOKEN"]
                          }
                        ]
                      }
                    ]
                  }
                }"""
                .formatted(hookUrl);
    }
}
