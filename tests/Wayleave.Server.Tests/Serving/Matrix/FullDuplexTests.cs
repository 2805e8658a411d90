using System.Globalization;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>Bodies in both directions at once for a client over HTTP/1.1, whatever the app speaks: an app that gives back what it reads must not hang.</summary>
public sealed class FullDuplexTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    public static TheoryData<AppKind, bool> Cases
    {
        get
        {
            var cases = new TheoryData<AppKind, bool>();
            foreach (var kind in Enum.GetValues<AppKind>())
                foreach (var tls in (bool[])[false, true])
                    cases.Add(kind, tls);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_piece_comes_back_before_the_next_is_sent(AppKind kind, bool tls)
    {
        using var client = await RawClient.ConnectAsync(world.Url(kind, tls));
        await client.SendAsync("POST /echo HTTP/1.1\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n");
        var head = "";
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head += await client.ReadAsync(1);
        head.ShouldStartWith("HTTP/1.1 200 ");
        foreach (var piece in (string[])["one", "two", "three"])
        {
            var chunk = $"{piece.Length:x}\r\n{piece}\r\n";
            await client.SendAsync(chunk);
            (await client.ReadAsync(chunk.Length)).ShouldBe(chunk);
        }

        await client.SendAsync("0\r\n\r\n");
        // Kestrel as an app has no trailers over HTTP/1.1; over HTTP/2 names are small.
        var trailers = kind is AppKind.Http2Tls or AppKind.H2c ? "x-echoed: 11\r\n" : "";
        (await client.ReadAsync(5 + trailers.Length)).ShouldBe($"0\r\n{trailers}\r\n");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task More_than_all_buffers_hold_goes_round(AppKind kind, bool tls)
    {
        const int pieces = 100;
        var piece = new string('x', 100_000);
        using var client = await RawClient.ConnectAsync(world.Url(kind, tls));
        var sending = SendAsync();
        var body = (await client.AnswerAsync())!.Value.Body;
        await sending;
        body.Length.ShouldBe(pieces * piece.Length);

        async Task SendAsync()
        {
            await client.SendAsync(string.Create(CultureInfo.InvariantCulture, $"POST /echo HTTP/1.1\r\nHost: a.test\r\nContent-Length: {(long)pieces * piece.Length}\r\n\r\n"));
            for (var i = 0; i < pieces; i++)
                await client.SendAsync(piece);
        }
    }
}
