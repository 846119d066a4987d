import SeedModel
import Testing

struct ConnectionDisplayTests {
    @Test(arguments: [
        ("postgresql:///app", "postgresql:///app"),
        ("postgres://db", "postgresql://db/"),
        ("postgresql://app:s3cret@db:5432/app?sslmode=require", "postgresql://app@db:5432/app"),
        ("postgresql+asyncpg://app:s3cret@db/app", "postgresql://app@db/app"),
        ("postgresql://app@[::1]:5433/app", "postgresql://app@[::1]:5433/app"),
        ("postgresql://app:s3cret@a:1,b:2/app", "postgresql://app@a,b:1,2/app"),
        ("postgresql://u:s3@cret@db/app", "postgresql://u@db/app"),
        (
            "postgresql:///app?host=/run/postgresql&port=5433&user=me&password=s3cret",
            "postgresql://me@/app?host=/run/postgresql&port=5433"
        ),
        ("postgresql://$USER:$PASS@$HOST:$PORT/$DB", "postgresql://$USER@$HOST:$PORT/$DB"),
        ("host=db port=5433 user=app password=s3cret dbname=app", "postgresql://app@db:5433/app"),
        ("host = db password = 's3 cret \\' x' dbname=app", "postgresql://db/app"),
        ("host=/run/postgresql dbname=app", "postgresql:///app?host=/run/postgresql"),
        ("sslmode=require service=app", "postgresql:///"),
    ])
    func shows(text: String, display: String) {
        #expect(ConnectionDisplay.of(text) == display)
    }

    @Test(arguments: [
        "", "s3cret", "mysql://u:s3cret@db/app", "postgresql://u:s3/cret@db/app", "postgresql://u:s3?cret@db/app",
        "postgresql://u:12/s3cret@db/app", "postgresql://u:12?s3=cret@db/app", "postgresql://u:s3cret",
        "postgresql://u:12?s3cret", "postgresql://u:s3#cret/x", "postgresql://u s3cret@db/app",
        "postgresql://db/app/s3cret", "postgresql://db/app:s3cret", "host=db password='s3cret", "host=db s3cret",
        "dbname=postgresql://u:s3cret@db/app", "dbname='password=s3cret'", "user='a b s3cret' host=x", "=s3cret",
        "host=db\u{0}s3cret",
    ])
    func hidesWhatItCannotTakeApart(text: String) {
        #expect(ConnectionDisplay.of(text) == "postgresql://(not shown)")
    }

    @Test(arguments: [
        ("postgresql://u:p@h/d", true), ("postgresql://u@h/d", false), ("postgresql://u:@h/d", false),
        ("postgresql:///d?password=x", true), ("host=h password=x", true), ("host=h", false),
        ("host=h password=''", false),
    ])
    func knowsOfPasswords(text: String, expected: Bool) {
        #expect(ConnectionDisplay(text)?.hasPassword == expected)
    }
}
