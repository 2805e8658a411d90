using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Listening;

/// <summary>
/// The listening sockets that were passed to this process: by systemd (<c>LISTEN_FDS</c>), or by the process that ran before it
/// (<see cref="SocketsVariable"/>), and how to tell the latter that this one is ready.
/// </summary>
/// <seealso href="https://www.freedesktop.org/software/systemd/man/latest/sd_listen_fds.html">sd_listen_fds(3)</seealso>
public sealed class Inheritance
{
    /// <summary>Between two of our own processes: the descriptors and what each is for, as <c>57=http://0.0.0.0:8080</c>, with spaces between.</summary>
    public const string SocketsVariable = "WAYLEAVE_SOCKETS";

    /// <summary>Between two of our own processes: the descriptor on which the new one says that it is ready.</summary>
    public const string ReadyVariable = "WAYLEAVE_READY";

    // Those below are standard input, output and error.
    private const int FirstOfSystemd = 3;

    private readonly List<InheritedSocket> _sockets;
    private readonly bool _fromPredecessor;
    private string? _ready;

    private Inheritance(List<InheritedSocket> sockets, bool fromPredecessor, string? ready) =>
        (_sockets, _fromPredecessor, _ready) = (sockets, fromPredecessor, ready);

    /// <summary>Nothing.</summary>
    public static Inheritance None => new([], false, null);

    /// <summary>What could not be made use of, a sentence each.</summary>
    public ImmutableArray<string> Unusable { get; private set; } = [];

    /// <summary>Takes over what was passed to this process.</summary>
    /// <param name="environment">Reads an environment variable; null if it is not set.</param>
    /// <param name="forget">Takes a variable out of the environment: children of ours must not believe that it is theirs.</param>
    /// <param name="processId">This process: what systemd passes to a shell in between is not for us.</param>
    public static Inheritance Take(Func<string, string?> environment, Action<string> forget, int processId)
    {
        string? Read(string name)
        {
            var value = environment(name);
            if (value is not null)
                forget(name);
            return value;
        }

        var (sockets, ready) = (Read(SocketsVariable), Read(ReadyVariable));
        var (count, owner, names) = (Read("LISTEN_FDS"), Read("LISTEN_PID"), Read("LISTEN_FDNAMES"));
        if (sockets is not null || ready is not null)
            return Of(OfPredecessor(sockets ?? ""), fromPredecessor: true, ready);
        return int.TryParse(count, CultureInfo.InvariantCulture, out var number) && owner == processId.ToString(CultureInfo.InvariantCulture)
            ? Of(OfSystemd(number, names?.Split(':') ?? []), fromPredecessor: false, null)
            : None;
    }

    /// <summary>Tells the process that ran before that this one serves. Does nothing where there is none, or the second time.</summary>
    public void TellReady()
    {
        if (Interlocked.Exchange(ref _ready, null) is not { } descriptor)
            return;
        try
        {
            using var pipe = new System.IO.Pipes.AnonymousPipeClientStream(System.IO.Pipes.PipeDirection.Out, descriptor);
            pipe.Write("ready\n"u8);
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            // It has gone meanwhile: then there is nobody to tell.
        }
    }

    /// <summary>Sockets as systemd passes them.</summary>
    /// <param name="sockets">The sockets.</param>
    internal static Inheritance OfSockets(IEnumerable<InheritedSocket> sockets) => new([.. sockets], fromPredecessor: false, null);

    /// <summary>What is passed on to a process that comes after this one.</summary>
    /// <param name="descriptor">The descriptor there.</param>
    /// <param name="name">What it is for.</param>
    internal static string Pass(int descriptor, string name) => string.Create(CultureInfo.InvariantCulture, $"{descriptor}={name}");

    /// <summary>
    /// Gives each address its socket, as far as there are any: the one that is called like it or listens there; else, from systemd,
    /// the one with its port, else the one that is called <c>http</c> or <c>https</c>, else in their order.
    /// </summary>
    /// <param name="wanted">The addresses.</param>
    internal Dictionary<ListenSettings, Socket> Match(ImmutableArray<ListenSettings> wanted)
    {
        var found = new Dictionary<ListenSettings, Socket>();
        Assign((socket, settings) => socket.Name == settings.ToString());
        Assign((socket, settings) => settings.EndPoint.Equals(socket.EndPoint));
        if (!_fromPredecessor)
        {
            // systemd's "ListenStream=8080" is all addresses of IPv6, and those of IPv4 with them.
            Assign((socket, settings) => settings.EndPoint.Port == socket.EndPoint?.Port);
            Assign((socket, settings) => socket.Name == (settings.Tls ? "https" : "http"));
            Assign((_, _) => true);
        }

        return found;

        void Assign(Func<InheritedSocket, ListenSettings, bool> fits)
        {
            foreach (var settings in wanted)
            {
                if (found.ContainsKey(settings) || _sockets.Find(socket => fits(socket, settings)) is not { } socket)
                    continue;
                found.Add(settings, socket.Socket);
                _sockets.Remove(socket);
            }
        }
    }

    /// <summary>Closes what nobody wanted.</summary>
    /// <returns>What that was, a sentence each.</returns>
    internal ImmutableArray<string> CloseRest()
    {
        ImmutableArray<string> rest = [.. Unusable, .. _sockets.Select(socket => $"the socket that was passed for {socket.EndPoint} is not used: nothing in 'listen' is for it")];
        _sockets.ForEach(socket => socket.Socket.Dispose());
        _sockets.Clear();
        return rest;
    }

    private static IEnumerable<(int Descriptor, string Name)> OfPredecessor(string passed) =>
        from word in passed.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let parts = word.Split('=', 2)
        where parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out _)
        select (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);

    private static IEnumerable<(int Descriptor, string Name)> OfSystemd(int count, string[] names) =>
        Enumerable.Range(0, Math.Max(0, count)).Select(i => (FirstOfSystemd + i, i < names.Length ? names[i] : ""));

    private static Inheritance Of(IEnumerable<(int Descriptor, string Name)> passed, bool fromPredecessor, string? ready)
    {
        var (sockets, unusable) = (new List<InheritedSocket>(), ImmutableArray.CreateBuilder<string>());
        foreach (var (descriptor, name) in passed)
        {
            if (Open(descriptor, name) is { } socket)
                sockets.Add(socket);
            else
                unusable.Add($"the descriptor {descriptor} that was passed is no socket of TCP that listens: in a systemd unit that is ListenStream= with Accept=no");
        }

        return new Inheritance(sockets, fromPredecessor, ready) { Unusable = unusable.ToImmutable() };
    }

    private static InheritedSocket? Open(int descriptor, string name)
    {
        try
        {
            if (!Descriptors.CloseOnExecute(descriptor))
                return null;
            var socket = new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
            var inherited = new InheritedSocket(socket, name);
            if (inherited.EndPoint is not null && socket.SocketType == SocketType.Stream && Listens(socket))
                return inherited;
            socket.Dispose();
            return null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static bool Listens(Socket socket) => (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.AcceptConnection)! != 0;
}
