using System.Text.RegularExpressions;
using Wayleave.Server.Tests.Serving.Abuse.Rows;

namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>Every row of <see cref="Http2Rows"/>, with prior knowledge and over TLS.</summary>
public sealed partial class Http2Tests(AbuseWorld world) : IClassFixture<AbuseWorld>
{
    public static TheoryData<string> Names => [.. Http2Rows.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_request_with_prior_knowledge_is_refused_or_harmless(string name) => TryAsync(name, tls: false);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_request_over_TLS_is_refused_or_harmless(string name) => TryAsync(name, tls: true);

    [Fact]
    public void Every_row_has_a_name_of_its_own() => Http2Rows.All.Select(row => row.Name).ShouldBeUnique();

    private async Task TryAsync(string name, bool tls)
    {
        var row = Http2Rows.All.Single(row => row.Name == name);
        world.App.Forget();
        string gave;
        using (var client = await Http2Client.ConnectAsync(world[tls]))
        {
            var fields = row.Fields.Select(field => field.Replace("{scheme}", tls ? "https" : "http", StringComparison.Ordinal))
                .Select(field => (field[..field.IndexOf('=', 1)], field[(field.IndexOf('=', 1) + 1)..]));
            var stream = await client.AskAsync(fields, row.Body, row.Open);
            var last = await client.NextAsync(stream);
            gave = last.Replace(" end", "", StringComparison.Ordinal);
            if (gave == "200" && row.Open)
                await client.SendAsync(stream, "", end: true);
            // Whoever hangs up before its socket has ended may be seen to be gone before its end of the stream is, and the app is told so.
            while (gave == "200" && !last.EndsWith("end", StringComparison.Ordinal))
            {
                last = await client.NextAsync(stream);
                last.ShouldMatch("^(data |end$)");
            }
        }

        await world.App.SettleAsync();
        var seen = Key().Replace(Ours().Replace(string.Concat(world.App.Seen), "{ours}\r\n"), "Sec-WebSocket-Key: {key}\r\n");
        // How much of it the app has seen by then is chance; that it is no whole request is not.
        if (row.IsCut && row.App!.StartsWith(seen, StringComparison.Ordinal))
            seen = row.App;
        $"{gave}\n{seen}".ShouldBe($"{row.Gives}\n{row.App}");
    }

    [GeneratedRegex(@"X-Forwarded-For: 127\.0\.0\.1\r\nX-Forwarded-Proto: https?\r\nX-Forwarded-Host: a\.test\r\nX-Forwarded-Port: (80|443)\r\nX-Real-IP: 127\.0\.0\.1\r\nVia: 2\.0 wayleave-[0-9a-f]{16}\r\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ours();

    [GeneratedRegex(@"Sec-WebSocket-Key: [A-Za-z0-9+/]{22}==\r\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();
}
