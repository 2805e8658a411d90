using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>A screen of one pixel that speaks as much RFB 3.8 as a viewer needs to be connected; then it sends back what comes.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6143#section-7">RFC 6143 §7</seealso>
internal sealed class FakeScreen : IAsyncDisposable
{
    /// <summary>What it calls itself; a viewer shows it.</summary>
    public const string Title = "Wayleave desk";

    /// <summary>What a server says first, and a viewer answers.</summary>
    public static readonly byte[] Version = "RFB 003.008\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    /// <summary>Starts it.</summary>
    public FakeScreen()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Its port at 127.0.0.1.</summary>
    public int Port { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var viewers = new List<Task>();
        try
        {
            while (true)
                viewers.Add(ShowAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(viewers);
        }
    }

    private async Task ShowAsync(TcpClient viewer)
    {
        using var _ = viewer;
        try
        {
            var stream = viewer.GetStream();
            await stream.WriteAsync(Version, _end.Token);
            await SkipAsync(stream, Version.Length);
            await stream.WriteAsync(new byte[] { 1, 1 }, _end.Token); // one kind of security: none
            await SkipAsync(stream, 1);
            await stream.WriteAsync(new byte[4], _end.Token); // all is well
            await SkipAsync(stream, 1);
            await stream.WriteAsync(ServerInit(), _end.Token);
            await stream.CopyToAsync(Stream.Null, _end.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The viewer left.
        }
    }

    private async Task SkipAsync(NetworkStream stream, int count) => await stream.ReadExactlyAsync(new byte[count], _end.Token);

    private static byte[] ServerInit()
    {
        var init = new byte[24 + Title.Length];
        (init[1], init[3]) = (1, 1); // one pixel wide and high
        byte[] trueColour = [32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0];
        trueColour.CopyTo(init, 4);
        BinaryPrimitives.WriteInt32BigEndian(init.AsSpan(20), Title.Length);
        Encoding.ASCII.GetBytes(Title, init.AsSpan(24));
        return init;
    }
}
