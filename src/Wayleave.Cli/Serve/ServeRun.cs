using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wayleave.Cli.CommandLine;
using Wayleave.Protocol.Text;
using Wayleave.Server.Configuration;
using Wayleave.Server.Configuration.Reading;
using Wayleave.Server.Listening;
using Wayleave.Server.Serving;

namespace Wayleave.Cli.Serve;

/// <summary>The running of <c>wayleave serve</c>, from good settings to the last socket: start, reload, hand-over, stop.</summary>
internal sealed class ServeRun : IDisposable
{
    private readonly SettingsSource _source;
    private readonly Surroundings _surroundings;
    private readonly ServiceManager _manager;
    private readonly SemaphoreSlim _oneReload = new(1, 1);
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Gateway? _gateway;
    private SettingsWatch? _watch;
    private int _handingOver;

    private ServeRun(SettingsSource source, Surroundings surroundings)
    {
        (_source, _surroundings) = (source, surroundings);
        _manager = new ServiceManager(surroundings.Environment, Environment.ProcessId, surroundings.Time);
    }

    // There is no name for it in .NET; the number is the system's own.
    private static PosixSignal SecondUserSignal => (PosixSignal)(OperatingSystem.IsLinux() ? 12 : 31);

    /// <summary>Serves until the process is told to end.</summary>
    /// <param name="source">Where settings come from, for a reload.</param>
    /// <param name="settings">The settings to begin with.</param>
    /// <param name="surroundings">What it may touch.</param>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(SettingsSource source, ServeSettings settings, Surroundings surroundings)
    {
        using var run = new ServeRun(source, surroundings);
        return await run.ServeAsync(settings).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _manager.Dispose();
        _watch?.Dispose();
        _oneReload.Dispose();
    }

    private async Task<int> ServeAsync(ServeSettings settings)
    {
        // From the first moment on: what a signal means by itself is the end.
        using IDisposable? hangUp = _surroundings.OnSignal(PosixSignal.SIGHUP, () => _ = ReloadAsync());
        using IDisposable? handOver = _surroundings.OnSignal(SecondUserSignal, () => _ = HandOverAsync());
        using CancellationTokenRegistration interrupted = _surroundings.Interrupted.Register(() => _end.TrySetResult(false));
        Inheritance inheritance = Inheritance.Take(_surroundings.Environment, name => Environment.SetEnvironmentVariable(name, null), Environment.ProcessId);
        try
        {
            _gateway = await Gateway.StartAsync(settings, new GatewayOptions
            {
                Time = _surroundings.Time,
                Environment = _surroundings.Environment,
                Inherited = inheritance,
                Reload = ReloadAsync,
                Log = _surroundings.Error,
                LogIsTerminal = _surroundings.ErrorIsTerminal,
            }).ConfigureAwait(false);
        }
        catch (GatewayException e)
        {
            return await BadUsage.ReportAsync("serve", [], [.. e.Problems.Select(Printable.Line)], _surroundings).ConfigureAwait(false);
        }

        await using (_gateway.ConfigureAwait(false))
        {
            _watch = new SettingsWatch(Files(settings), _surroundings.Time, () => _ = ReloadAsync());
            _manager.Ready(Status);
            inheritance.TellReady();

            bool succeeded = await _end.Task.ConfigureAwait(false);
            if (!succeeded)
                _manager.Stopping($"tells {_gateway.OpenSockets} open sockets to leave");
            await _gateway.StopAsync(_gateway.Settings.Drain, succeeded).ConfigureAwait(false);
        }

        return ExitStatus.Fine;
    }

    private string Status => $"listens on {string.Join(", ", _gateway!.Urls)}";

    private ImmutableArray<string> Files(ServeSettings settings) =>
        [.. new[] { _source.File, settings.Trust.RangesFile }.OfType<string>()];

    private async Task<ReloadResult> ReloadAsync()
    {
        // After a hand-over the files, and what systemd hears, are the new process's.
        if (_gateway is not { } gateway || _end.Task.IsCompleted)
            return new ReloadResult { IsApplied = false, Problems = ["it has not begun to serve yet, or is on its way to its end"] };
        await _oneReload.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            _manager.Reloading();
            _watch?.See();
            SettingsReading reading = _source.Read();
            ReloadResult result = reading.Settings is { } settings
                ? await gateway.ReloadAsync(settings).ConfigureAwait(false)
                : gateway.Reject(reading.Errors.Select(error => Printable.Line(error.ToString())));
            _manager.Ready(result.IsApplied ? Status : result.ToString());
            return result;
        }
        finally
        {
            _oneReload.Release();
        }
    }

    private async Task HandOverAsync()
    {
        if (_gateway is not { } gateway || Interlocked.Exchange(ref _handingOver, 1) == 1)
            return;
        if (Environment.ProcessId == 1)
        {
            // Its end is the container's, and so the successor's.
            await _surroundings.Error.WriteLineAsync("wayleave serve: process 1 of a container cannot hand over: start another container instead").ConfigureAwait(false);
        }
        else
        {
            (string program, string[] arguments) = OwnCommandLine.Read();
            SuccessorResult result = await gateway.StartSuccessorAsync(program, arguments, _surroundings.Interrupted).ConfigureAwait(false);
            if (result.ProcessId is { } successor)
            {
                _manager.Succeeded(successor);
                _end.TrySetResult(true);
                return;
            }
        }

        _handingOver = 0;
    }
}
