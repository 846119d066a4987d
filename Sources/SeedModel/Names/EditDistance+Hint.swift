extension EditDistance {
    /// The hint of an "unknown name" error, or nil where no candidate is near.
    package static func hint(for word: String, among candidates: some Sequence<String>) -> String? {
        nearest(to: word, among: candidates).map { "did you mean \($0)?" }
    }
}
