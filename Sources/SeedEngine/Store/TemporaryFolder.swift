internal import SeedModel

/// A folder of the store that is removed with its owner, unless it was kept.
struct TemporaryFolder: ~Copyable, Sendable {
    static let prefix = ".tmp-"

    private let store: Directory
    let folder: Directory
    private var name: String
    private var isKept = false

    static func randomName() -> String { prefix + String(UInt64.random(in: 0 ... .max), radix: 16) }

    /// Creates `.tmp-…` in `store` and locks it, which tells cleaners that its writer lives.
    init(in store: consuming Directory) throws(SeedError) {
        var name: String
        repeat {
            name = Self.randomName()
        } while try !store.makeFolder(name)
        folder = try store.folder(name)
        _ = folder.lock()
        self.store = store
        self.name = name
    }

    deinit {
        guard !isKept else { return }
        // Nobody is left to tell; what stays is cleaned by a later writer.
        try? store.removeFolder(name)
    }

    /// Names in the store.
    func names() throws(SeedError) -> [String] { try store.names() }

    /// Gives the folder its name, durably; false where the name is taken. It still goes with its owner until `keep`.
    mutating func publish(as name: String) throws(SeedError) -> Bool {
        try folder.synchronize()
        guard try store.rename(self.name, to: name) else { return false }
        self.name = name
        try store.synchronize()
        return true
    }

    /// Lets the folder stay.
    mutating func keep() { isKept = true }
}
