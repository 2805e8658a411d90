using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Wayleave.Server.Listening;

namespace Wayleave.Server.Serving;

/// <summary>The process that takes this one's place: the same command line, perhaps a newer program.</summary>
/// <remarks>
/// <code>
///  old  ── listening sockets, one end of a pipe ──►  new
///  old  ◄──────────── "ready" on the pipe ─────────  new     (or the pipe's end: it has failed, and the old one goes on)
///  old:  accepts no more, tells its sockets to leave, ends   new: has accepted from the same sockets all along
/// </code>
/// Both have the very same sockets, so what waits to be accepted waits for either, and nothing is lost between them.
/// </remarks>
internal static class Successor
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    /// <summary>Starts it, and waits until it serves.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="sockets">The sockets that it gets.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up, and ends it.</param>
    public static async Task<SuccessorResult> StartAsync(
        string program, IEnumerable<string> arguments, ImmutableArray<ListeningSocket> sockets, TimeProvider time, CancellationToken cancellationToken)
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        Process? process;
        try
        {
            process = Start(program, arguments, sockets, pipe);
        }
        catch (Exception e) when (e is Win32Exception or SocketException or InvalidOperationException)
        {
            return new SuccessorResult(null, $"the successor cannot be started, this process goes on: {program}: {e.Message}");
        }

        using (process)
        {
            var said = ReadAsync(pipe);
            try
            {
                if (await said.WaitAsync(s_limit, time, cancellationToken).ConfigureAwait(false) == "ready")
                    return new SuccessorResult(process.Id, $"process {process.Id} has taken over and serves; this one comes to its end");
                await process.WaitForExitAsync(cancellationToken).WaitAsync(s_limit, time, cancellationToken).ConfigureAwait(false);
                return new SuccessorResult(null, $"the successor ended with status {process.ExitCode} before it served; this process goes on");
            }
            catch (Exception e) when (e is TimeoutException or OperationCanceledException)
            {
                process.Kill();
                // Its end of the pipe is closed now, so this ends.
                await said.ConfigureAwait(false);
                return new SuccessorResult(null, e is TimeoutException
                    ? $"the successor did not serve within {s_limit.TotalSeconds:0} s and was ended; this process goes on"
                    : "the successor was ended, since this process is to end first");
            }
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments, ImmutableArray<ListeningSocket> sockets, AnonymousPipeServerStream pipe)
    {
        var shared = new List<(SafeFileHandle Handle, string Name)>();
        try
        {
            foreach (var socket in sockets)
                shared.Add((socket.Share(), socket.Settings.ToString()));
            var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false };
            start.Environment[Inheritance.SocketsVariable] =
                string.Join(' ', shared.Select(one => Inheritance.Pass((int)one.Handle.DangerousGetHandle(), one.Name)));
            start.Environment[Inheritance.ReadyVariable] = pipe.GetClientHandleAsString();
            // systemd's watchdog is for the main process of the service, which that one is to be.
            start.Environment.Remove("WATCHDOG_PID");
            return Process.Start(start)!;
        }
        finally
        {
            // The other process has its own now. Ours must go, for the end of the pipe to be seen.
            shared.ForEach(one => one.Handle.Dispose());
            pipe.DisposeLocalCopyOfClientHandle();
        }
    }

    private static Task<string?> ReadAsync(AnonymousPipeServerStream pipe) => Task.Run(() =>
    {
        using var reader = new StreamReader(pipe, leaveOpen: true);
        return reader.ReadLine();
    });
}
