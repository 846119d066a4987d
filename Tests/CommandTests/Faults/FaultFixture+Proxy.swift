import SeedTestKit

extension FaultFixture {
    /// The folder of the socket of the server both databases are on.
    var serverDirectory: String {
        get throws { try target.psql("SELECT split_part(current_setting('unix_socket_directories'), ',', 1)") }
    }

    func url(of database: TestDatabase, through proxy: FaultProxy) -> String {
        "host=\(proxy.directory) user=postgres dbname=\(database.name)"
    }

    /// Has seedd reach the target through a proxy that cuts the connection.
    func cutTarget(_ fault: FaultProxy.Fault, refusesAfterwards: Bool = false) throws -> FaultProxy {
        let proxy = try FaultProxy(to: serverDirectory, fault: fault, refusesAfterwards: refusesAfterwards)
        try configure(target: url(of: target, through: proxy))
        return proxy
    }
}
