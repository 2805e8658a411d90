namespace Wayleave.Server.Tests.Serving.Abuse.Rows;

/// <summary>Clients that say who they are: nobody is believed here, and the app hears one voice.</summary>
internal static class ForwardedRows
{
    public static IReadOnlyList<AbuseRow> All { get; } =
    [
        Dropped("X-Forwarded-For", "X-Forwarded-For: 1.2.3.4"),
        Dropped("X-Forwarded-For twice", "X-Forwarded-For: 1.2.3.4\r\nx-forwarded-for: 5.6.7.8"),
        Dropped("X-Forwarded-For with an underscore", "X_Forwarded_For: 1.2.3.4"),
        Dropped("X-Forwarded-For with a point", "X.Forwarded.For: 1.2.3.4"),
        Dropped("X-Forwarded-For in odd letters", "x-fOrWaRdEd-FoR: 1.2.3.4"),
        Dropped("the others of the family", "X-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.test\r\nX-Forwarded-Port: 1\r\nX-Forwarded-Server: evil\r\nX-Forwarded-Prefix: /x\r\nX-Forwarded-User: root"),
        Dropped("Forwarded", "Forwarded: for=1.2.3.4;proto=https;host=evil.test"),
        Dropped("X-Real-IP", "X-Real-IP: 1.2.3.4\r\nX_REAL_IP: 1.2.3.4"),
        Dropped("other words for the same", "Client-IP: 1.2.3.4\r\nTrue-Client-IP: 1.2.3.4\r\nX-Client-IP: 1.2.3.4\r\nX-Cluster-Client-IP: 1.2.3.4\r\nX-Forwarded-Ssl: on\r\nFront-End-Https: on\r\nX-Scheme: https"),
        Dropped("what an edge would say", "CF-Connecting-IP: 1.2.3.4\r\nCF-Visitor: {\"scheme\":\"https\"}\r\nCloudFront-Viewer-Address: 1.2.3.4:5"),
        Dropped("another path for the app", "X-Original-URL: /admin\r\nX-Rewrite-URL: /admin\r\nX-Script-Name: /admin"),
        Dropped("Host with an underscore before it", "Host_: evil.test\r\nX-Host: evil.test\r\nX-HTTP-Host-Override: evil.test", "Host_: evil.test\r\n"),
        new("X-Content-Length, which is Kestrel's mark", "POST /a HTTP/1.1\r\nHost: a.test\r\nX-Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        AbuseRow.Passes(
            "the same in a handshake", $"{AbuseRow.Handshake}X-Forwarded-For: 1.2.3.4\r\nX_Forwarded_Proto: https\r\nForwarded: for=1.2.3.4\r\nX-Real-IP: 1.2.3.4\r\n\r\n", AbuseRow.HandshakeAtApp, "101"),
    ];

    private static AbuseRow Dropped(string name, string lines, string left = "") =>
        AbuseRow.Passes(name, $"{AbuseRow.Plain}{lines}\r\n\r\n", $"GET /a HTTP/1.1\r\nHost: a.test\r\n{left}{{ours}}\r\n\r\n");
}
