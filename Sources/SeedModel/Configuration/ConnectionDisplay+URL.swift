extension ConnectionDisplay {
    /// Takes a URL apart by its delimiters, the user part up to the last `@` so that no password spills into the host.
    init?(url text: String) {
        self.init()
        guard let separator = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<separator.lowerBound].lowercased()
        let base = scheme.split(separator: "+", maxSplits: 1).first ?? ""
        guard base == "postgres" || base == "postgresql" else { return nil }

        let rest = text[separator.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let tail = rest.dropFirst(authority.count)
        guard !tail.contains("@") else { return nil }

        var place = authority
        if let at = authority.lastIndex(of: "@") {
            let credentials = authority[..<at]
            user = String(credentials.prefix { $0 != ":" })
            hasPassword = credentials.dropFirst(user.count + 1).contains { _ in true }
            place = authority[authority.index(after: at)...]
        }
        takeHosts(place)

        let path = tail.prefix { $0 != "?" }
        database = String(path.dropFirst())
        guard takeParameters(tail.dropFirst(path.count + 1)), isPlausible else { return nil }
    }

    /// Several hosts are written `a:1,b:2`; they are shown as libpq's own lists, `a,b` and `1,2`.
    private mutating func takeHosts(_ text: Substring) {
        var hosts: [Substring] = []
        var ports: [Substring] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let bracket = item.lastIndex(of: "]") ?? item.startIndex
            let colon = item[bracket...].firstIndex(of: ":")
            hosts.append(colon.map { item[..<$0] } ?? item)
            ports.append(colon.map { item[item.index(after: $0)...] } ?? "")
        }
        host = hosts.joined(separator: ",")
        port = ports.allSatisfy(\.isEmpty) ? "" : ports.joined(separator: ",")
    }

    /// Only the parameters that tell where the connection leads; false where the text is no list of parameters.
    private mutating func takeParameters(_ text: Substring) -> Bool {
        for item in text.split(separator: "&") {
            guard let equals = item.firstIndex(of: "=") else { return false }
            take(String(item[..<equals]), value: String(item[item.index(after: equals)...]))
        }
        return true
    }
}
