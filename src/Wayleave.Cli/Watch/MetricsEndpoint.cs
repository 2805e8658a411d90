using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Wayleave.Cli.Watch;

/// <summary>Answers <c>GET /metrics</c> with the last round, and everything else with 404. Just enough HTTP for a scraper: one request a connection.</summary>
internal sealed class MetricsEndpoint : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _over = new();
    private readonly TimeProvider _time;
    private readonly Task _serving;
    private volatile string _shown = "";

    /// <summary>Begins to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SocketException">The address is taken, or not this machine's.</exception>
    public MetricsEndpoint(IPEndPoint address, TimeProvider time)
    {
        _time = time;
        _listener = new TcpListener(address);
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>The address listened on, with the port that the system chose where 0 was asked for.</summary>
    public EndPoint Address => _listener.LocalEndpoint;

    /// <summary>Puts a round's metrics in place of the last.</summary>
    /// <param name="metrics">The text.</param>
    public void Show(string metrics) => _shown = metrics;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _serving.ConfigureAwait(false); // before the listener stops: an accept after that throws what it should not
        _listener.Dispose();
        _over.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                // One at a time is enough for scrapers, and bounds what strangers can make us hold.
                using TcpClient client = await _listener.AcceptTcpClientAsync(_over.Token).ConfigureAwait(false);
                await AnswerAsync(client).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of the watch.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var patience = new CancellationTokenSource(s_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _over.Token);
        try
        {
            NetworkStream stream = client.GetStream();
            var head = new byte[8 * 1024];
            int length = 0;
            while (length < head.Length && head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                int read = await stream.ReadAsync(head.AsMemory(length), either.Token).ConfigureAwait(false);
                if (read == 0) return;
                length += read;
            }

            bool found = head.AsSpan(0, length).StartsWith("GET /metrics "u8);
            byte[] body = Encoding.UTF8.GetBytes(found ? _shown : "see /metrics\n");
            string answer = $"HTTP/1.1 {(found ? "200 OK" : "404 Not Found")}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), either.Token).ConfigureAwait(false);
            await stream.WriteAsync(body, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // A scraper that went away asks again.
        }
    }
}
