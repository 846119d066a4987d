/// How grave an entry is: syslog's severities, as `journalctl -p` filters them.
package enum JournalPriority: Int, Sendable, CaseIterable {
    case emergency, alert, critical, error, warning, notice, info, debug
}
