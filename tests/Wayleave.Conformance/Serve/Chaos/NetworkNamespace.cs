using System.Diagnostics;
using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Serve.Chaos;

/// <summary>A network of its own, with nothing in it but what a test puts there. It has no name on the machine, and goes with the process that holds it.</summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly RunningProgram _holder;
    private readonly string _pid;

    private NetworkNamespace(RunningProgram holder, string pid) => (_holder, _pid) = (holder, pid);

    /// <summary>Makes one.</summary>
    public static async Task<NetworkNamespace> CreateAsync()
    {
        var holder = RunningProgram.Start("namespace", "unshare", ["--net", "/bin/sh", "-c", "ip link set lo up && echo pid=$$ && exec sleep 600"]);
        return new NetworkNamespace(holder, (await holder.LineAsync(line => line.StartsWith("pid=", StringComparison.Ordinal)))["pid=".Length..]);
    }

    /// <summary>Why none can be made here; null if one can.</summary>
    public static async Task<string?> LackingAsync()
    {
        foreach (var program in (string[])["unshare", "nsenter", "ip"])
            if (InstalledPrograms.Find(program) is null)
                return $"not installed: {program}";
        return await RunAsync(["unshare", "--net", "ip", "link", "add", "one", "type", "veth", "peer", "name", "other"]) is { } trouble
            ? $"no network namespace can be made here: {trouble}" : null;
    }

    /// <summary>Draws a cable to another one: an interface on each side, with the addresses 10.0.N.1 here and 10.0.N.2 there.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="name">The interfaces' name.</param>
    /// <param name="network">The N.</param>
    public async Task ConnectAsync(NetworkNamespace other, string name, int network)
    {
        await IpAsync("link", "add", name, "type", "veth", "peer", "name", name, "netns", other._pid);
        await IpAsync("addr", "add", $"10.0.{network}.1/24", "dev", name);
        await other.IpAsync("addr", "add", $"10.0.{network}.2/24", "dev", name);
        await IpAsync("link", "set", name, "up");
        await other.IpAsync("link", "set", name, "up");
    }

    /// <summary>Pulls a cable out, at this side: what is under way is lost, and nobody hears of it.</summary>
    /// <param name="name">The interface.</param>
    public Task PullAsync(string name) => IpAsync("link", "set", name, "down");

    /// <summary>The command that runs another one in here.</summary>
    /// <param name="command">The other one.</param>
    public string[] Inside(params IEnumerable<string> command) => ["nsenter", "--target", _pid, "--net", .. command];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _holder.DisposeAsync();

    private async Task IpAsync(params string[] arguments) => (await RunAsync(Inside(["ip", .. arguments]))).ShouldBeNull();

    /// <returns>What it complained of; null: it did what it was to do.</returns>
    private static async Task<string?> RunAsync(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync().WaitAsync(s_limit);
        await process.WaitForExitAsync().WaitAsync(s_limit);
        return process.ExitCode == 0 ? null : $"{string.Join(' ', command)}: {errors.Trim()}";
    }
}
