package import SeedModel

/// Proof that somebody, or the configuration, decided to write; only the confirmation policy makes one.
package struct Approval: ~Copyable {
    fileprivate init() {}
}

extension Confirmation {
    /// - Throws: `refused`, which says what is missing.
    package func approval() throws(SeedError) -> Approval {
        try verify()
        return Approval()
    }
}
