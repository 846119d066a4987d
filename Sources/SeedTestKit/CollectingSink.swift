package import SeedModel
import Synchronization

/// An event sink that keeps what it receives, in order.
package final class CollectingSink: EventSink {
    private let received = Mutex<[Event]>([])

    package init() {}

    package func receive(_ event: Event) { received.withLock { $0.append(event) } }

    package var events: [Event] { received.withLock { $0 } }
}
