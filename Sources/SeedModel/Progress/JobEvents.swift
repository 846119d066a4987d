/// Passes events on to another sink, with the job in each progress.
package struct JobEvents: EventSink {
    private let job: String
    private let sink: any EventSink

    package init(_ job: String, _ sink: any EventSink) {
        self.job = job
        self.sink = sink
    }

    package func receive(_ event: Event) {
        guard case .progress(var progress) = event else { return sink.receive(event) }
        progress.job = job
        sink.receive(.progress(progress))
    }
}
