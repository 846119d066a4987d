/// Several sinks as one; each hears every event, in order.
package struct EventSinks: EventSink {
    private let sinks: [any EventSink]

    package init(_ sinks: [any EventSink]) { self.sinks = sinks }

    package func receive(_ event: Event) {
        for sink in sinks { sink.receive(event) }
    }
}
