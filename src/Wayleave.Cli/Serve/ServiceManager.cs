using System.Globalization;
using System.Net.Sockets;

namespace Wayleave.Cli.Serve;

/// <summary>Tells systemd how the service does: a datagram of lines to the socket that it names. Without systemd nobody is told.</summary>
/// <seealso href="https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html">sd_notify(3)</seealso>
internal sealed class ServiceManager : IDisposable
{
    private readonly UnixDomainSocketEndPoint? _address;
    private readonly TimeProvider _time;
    private readonly ITimer? _watchdog;

    /// <summary>Finds it; begins to sign of life to its watchdog, where it has one.</summary>
    /// <param name="environment">Reads an environment variable; null if it is not set.</param>
    /// <param name="processId">This process.</param>
    /// <param name="time">The clock.</param>
    public ServiceManager(Func<string, string?> environment, int processId, TimeProvider time)
    {
        _time = time;
        // An @ stands for the byte 0 of an address that is no file.
        if (environment("NOTIFY_SOCKET") is { Length: > 1 } name && name[0] is '/' or '@')
            _address = new UnixDomainSocketEndPoint(name[0] == '@' ? string.Concat("\0", name.AsSpan(1)) : name);
        string? whose = environment("WATCHDOG_PID");
        if (_address is null || !long.TryParse(environment("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out long micros) || micros <= 0)
            return;
        if (whose is not null && whose != processId.ToString(CultureInfo.InvariantCulture))
            return;
        // "It is recommended that a daemon sends a keep-alive notification every half of the time": from the thread pool, which serves all else too.
        TimeSpan half = TimeSpan.FromMicroseconds(micros / 2.0);
        _watchdog = time.CreateTimer(_ => Tell("WATCHDOG=1"), null, half, half);
    }

    /// <summary>The service serves.</summary>
    /// <param name="status">What it does, in a line.</param>
    public void Ready(string status) => Tell("READY=1", $"STATUS={status}");

    /// <summary>The service reads its settings anew; <see cref="Ready"/> says when it has.</summary>
    public void Reloading() =>
        Tell("RELOADING=1", string.Create(CultureInfo.InvariantCulture, $"MONOTONIC_USEC={(long)_time.GetElapsedTime(0, _time.GetTimestamp()).TotalMicroseconds}"));

    /// <summary>The service comes to its end.</summary>
    /// <param name="status">What it does until then, in a line.</param>
    public void Stopping(string status) => Tell("STOPPING=1", $"STATUS={status}");

    /// <summary>Another process is the service from now on.</summary>
    /// <param name="processId">That process.</param>
    public void Succeeded(int processId) => Tell(string.Create(CultureInfo.InvariantCulture, $"MAINPID={processId}"));

    /// <inheritdoc/>
    public void Dispose() => _watchdog?.Dispose();

    private void Tell(params string[] lines)
    {
        if (_address is null)
            return;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)), _address);
        }
        catch (SocketException)
        {
            // Whoever does not listen does not miss it.
        }
    }
}
