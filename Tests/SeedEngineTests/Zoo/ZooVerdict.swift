/// What became of a case of the zoo.
enum ZooVerdict: Equatable {
    case promoted
    case unchanged
    /// For a reason that can be told from the case, and with nothing written.
    case refused(String)
    case failed(String)

    var isFailure: Bool { if case .failed = self { true } else { false } }
}
