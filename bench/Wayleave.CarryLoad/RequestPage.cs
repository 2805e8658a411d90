using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Wayleave.Protocol.Carry;
using Wayleave.Protocol.Frames;

namespace Wayleave.CarryLoad;

/// <summary>A page whose socket is carried over HTTP.</summary>
internal sealed class RequestPage : IPage
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _left = new();
    private readonly SemaphoreSlim _news = new(0);
    private readonly string _verb;
    private readonly string _url;
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _frame;
    private readonly ItemCounter _items = new();
    private string _node = "";
    private long _sent;
    private Task _up = Task.CompletedTask;

    private RequestPage(int port, string verb, int messageBytes)
    {
        (_verb, _url) = (verb, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/ws?wayleave="));
        _client.DefaultRequestHeaders.Add("Wayleave-Carry", "1");
        _client.DefaultRequestHeaders.Add("Origin", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        var frame = new ArrayBufferWriter<byte>();
        FrameWriter.Write(frame, Opcode.Binary, RandomNumberGenerator.GetBytes(messageBytes));
        _frame = frame.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public (long Up, long Down) OnTheWire => default;

    /// <summary>Opens one.</summary>
    /// <param name="port">The gateway's.</param>
    /// <param name="verb">How answers come: <c>stream</c>, <c>sse</c> or <c>poll</c>.</param>
    /// <param name="messageBytes">How long its message is.</param>
    public static async Task<RequestPage> OpenAsync(int port, string verb, int messageBytes)
    {
        var page = new RequestPage(port, verb, messageBytes);
        var body = new StringContent($$"""{"secret":"{{Base64Url.EncodeToString(page._secret)}}","protocols":[]}""");
        using var answer = await page._client.PostAsync(new Uri($"{page._url}open.{Base64Url.EncodeToString(page._id)}"), body).ConfigureAwait(false);
        using var said = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
        page._node = said.RootElement.GetProperty("node").GetString()!;
        _ = page.ListenAsync();
        return page;
    }

    /// <inheritdoc/>
    public async ValueTask EchoAsync()
    {
        var until = _sent + _frame.Length;
        _up = BringAsync();
        while (_items.Received < until)
            await _news.WaitAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask SettleAsync() => new(_up);

    /// <inheritdoc/>
    public ValueTask AcknowledgeAsync() => default;

    /// <inheritdoc/>
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
        _client.Dispose();
        _news.Dispose();
    }

    private async Task BringAsync()
    {
        var body = Listed();
        ItemWriter.PieceHead(body, 0, _sent, _frame.Length);
        body.Write(_frame);
        _sent += _frame.Length;
        using var answer = await PostAsync("up", body, HttpCompletionOption.ResponseContentRead, default).ConfigureAwait(false);
    }

    private async Task ListenAsync()
    {
        var left = _left.Token;
        try
        {
            while (true)
            {
                using var answer = await PostAsync(_verb, Listed(), HttpCompletionOption.ResponseHeadersRead, left).ConfigureAwait(false);
                var stream = await answer.Content.ReadAsStreamAsync(left).ConfigureAwait(false);
                await using var closing = stream.ConfigureAwait(false);
                await (_verb == "sse" ? ReadEventsAsync(stream, left) : ReadAsync(stream, left)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (left.IsCancellationRequested && e is OperationCanceledException or IOException or HttpRequestException)
        {
            // The page is left.
        }
    }

    private async Task ReadAsync(Stream stream, CancellationToken left)
    {
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, left).ConfigureAwait(false) is > 0 and var count)
            Take(buffer.AsSpan(0, count));
    }

    private async Task ReadEventsAsync(Stream stream, CancellationToken left)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (await reader.ReadLineAsync(left).ConfigureAwait(false) is { } line)
            if (line.StartsWith("data:", StringComparison.Ordinal))
                Take(Convert.FromBase64String(line[5..].Trim()));
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        var before = _items.Received;
        _items.Take(bytes);
        if (_items.Received > before)
            _news.Release();
    }

    private ArrayBufferWriter<byte> Listed()
    {
        var body = new ArrayBufferWriter<byte>();
        CarryNumber.Write(body, 1);
        body.Write(_id);
        body.Write(_secret);
        CarryNumber.Write(body, _items.Received);
        return body;
    }

    private async Task<HttpResponseMessage> PostAsync(string verb, ArrayBufferWriter<byte> body, HttpCompletionOption until, CancellationToken left)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{_url}{verb}.{_node}")) { Content = new ByteArrayContent(body.WrittenSpan.ToArray()) };
        var answer = await _client.SendAsync(request, until, left).ConfigureAwait(false);
        return answer.EnsureSuccessStatusCode();
    }
}
