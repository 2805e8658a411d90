using Wayleave.Protocol.Frames;
using Wayleave.Protocol.Relay;
using Wayleave.Server.Relaying;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Relaying;

/// <summary>A tunnel between two connections in memory, and a clock.</summary>
internal sealed class TunnelBench
{
    public const int BufferBytes = 1000;
    public const ulong ClientTag = 0xC11E47;
    public const ulong AppTag = 0xA99;

    private uint _keys;

    public TunnelBench(RelayOptions? options = null) => Tunnel = new Tunnel(
        Client, App, options ?? new RelayOptions(), new RelayChance(ClientTag, AppTag, () => Interlocked.Increment(ref _keys)), BufferBytes, Time);

    public FakeTimeProvider Time { get; } = new();

    public MemoryEnd Client { get; } = new();

    public MemoryEnd App { get; } = new();

    public Tunnel Tunnel { get; }

    public Task<RelayEnding> Run { get; private set; } = Task.FromException<RelayEnding>(new InvalidOperationException("not started"));

    public TunnelBench Start(params byte[] early)
    {
        Run = Tunnel.RunAsync(early);
        return this;
    }

    public void Wait(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Waits for the end, by the clock if nothing else leads to it, and looks at what is left behind.</summary>
    public async Task<RelayEnding> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!Run.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            Wait(1);
            await Task.Yield();
        }

        foreach (var end in (MemoryEnd[])[Client, App])
        {
            end.Misuse.ShouldBeNull();
            end.Closes.ShouldBe(1);
            end.IsInUse.ShouldBeFalse();
        }

        Time.WaitingTimers.ShouldBe(0);
        return await Run;
    }

    /// <summary>Waits until something has happened that another thread does.</summary>
    public static async Task UntilAsync(Func<bool> happened)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!happened())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public static byte[] FromClient(string text) => Wire.Text(text, Wire.Key);

    public static byte[] CloseFromClient(int code) => Wire.Frame(Opcode.Close, new ClosePayload((ushort)code, "").ToBytes(), Wire.Key);
}
