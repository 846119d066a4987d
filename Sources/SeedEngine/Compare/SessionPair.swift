package import Postgres

/// The two sessions of a promotion, on one lane: both servers work while the client reads from either.
package struct SessionPair: ~Copyable {
    package let source: Session
    package let target: Session

    package init(source: consuming Session, target: consuming Session) {
        self.source = source
        self.target = target
    }

    /// Bytes of values received from either so far: rows of COPY and of results.
    var bytesReceived: Int { source.bytesReceived + target.bytesReceived }
}
