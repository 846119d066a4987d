/// The tables of a job and the foreign keys between them.
package struct TableGraph: Sendable {
    package struct Edge: Sendable, Hashable {
        package var child: Int
        package var parent: Int

        package init(child: Int, parent: Int) {
            self.child = child
            self.parent = parent
        }
    }

    package let count: Int
    package let edges: [Edge]

    package init(tables: [TableName], foreignKeys: [CatalogForeignKey]) {
        let index = Dictionary(zip(tables, tables.indices), uniquingKeysWith: { first, _ in first })
        self.init(
            count: tables.count,
            edges: foreignKeys.compactMap { key in
                guard let child = index[key.child], let parent = index[key.parent] else { return nil }
                return Edge(child: child, parent: parent)
            })
    }

    package init(count: Int, edges: [Edge]) {
        self.count = count
        self.edges = edges
    }

    /// Groups of tables that reference each other, parents' groups before their children's; most hold one table.
    ///
    /// Tarjan's strongly connected components (SIAM J. Comput. 1, 1972), without recursion: a schema may have
    /// thousands of tables in a chain.
    package var parentsFirst: [[Int]] {
        var parents = [[Int]](repeating: [], count: count)
        for edge in edges where edge.child != edge.parent { parents[edge.child].append(edge.parent) }
        var number = [Int?](repeating: nil, count: count)
        var low = [Int](repeating: 0, count: count)
        var onStack = [Bool](repeating: false, count: count)
        var stack: [Int] = []
        var work: [(node: Int, next: Int)] = []
        var components: [[Int]] = []
        var counter = 0

        for root in 0..<count where number[root] == nil {
            work.append((root, 0))
            while let (node, next) = work.last {
                if next == 0 {
                    number[node] = counter
                    low[node] = counter
                    counter += 1
                    stack.append(node)
                    onStack[node] = true
                }
                if next < parents[node].count {
                    work[work.count - 1].next += 1
                    let parent = parents[node][next]
                    if let seen = number[parent] {
                        if onStack[parent] { low[node] = min(low[node], seen) }
                    } else {
                        work.append((parent, 0))
                    }
                    continue
                }
                work.removeLast()
                if let child = work.last?.node { low[child] = min(low[child], low[node]) }
                if low[node] == number[node] {
                    var component: [Int] = []
                    repeat {
                        let member = stack.removeLast()
                        onStack[member] = false
                        component.append(member)
                    } while component.last != node
                    components.append(component.sorted())
                }
            }
        }
        return components
    }

    /// Tables connected by foreign keys in any direction, as a group number per table.
    package var connected: [Int] {
        var group = Array(0..<count)
        func root(_ table: Int) -> Int {
            var table = table
            while group[table] != table {
                group[table] = group[group[table]]
                table = group[table]
            }
            return table
        }
        for edge in edges { group[root(edge.child)] = root(edge.parent) }
        return (0..<count).map(root)
    }
}
