extension EditDistance {
    /// The end of an "unknown name" message: the nearest candidate, else what is known.
    ///
    /// Starts with its own separator, so that it can follow the message directly.
    package static func suggestion(for word: String, among candidates: [String]) -> String {
        if let near = nearest(to: word, among: candidates) { return "; did you mean \"\(near)\"?" }
        guard !candidates.isEmpty else { return "; none is defined" }
        let shown = candidates.prefix(20).joined(separator: ", ")
        return "; known: \(shown)\(candidates.count > 20 ? ", …" : "")"
    }
}
