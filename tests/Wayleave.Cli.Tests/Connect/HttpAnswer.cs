using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Wayleave.Cli.Tests.Connect;

/// <summary>Answers every connection with the same bytes once a whole request head has come.</summary>
internal sealed class HttpAnswer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HttpAnswer(string answer)
    {
        _listener.Start();
        _ = ServeAsync(Encoding.ASCII.GetBytes(answer));
    }

    public EndPoint EndPoint => _listener.LocalEndpoint;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(byte[] answer)
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                }

                await client.GetStream().WriteAsync(answer);
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
