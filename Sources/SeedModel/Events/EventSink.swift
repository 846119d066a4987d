/// Receives events; terminal lines, JSON lines and journal entries are sinks. Called from any thread.
package protocol EventSink: Sendable {
    func receive(_ event: Event)
}
