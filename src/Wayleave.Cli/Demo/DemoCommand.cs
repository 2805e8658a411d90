using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Input;

namespace Wayleave.Cli.Demo;

/// <summary><c>wayleave demo</c>.</summary>
internal static class DemoCommand
{
    private static readonly Option<bool> s_once = new("--once")
    {
        Description = "Check that the first chain is found broken for the right cause and the second one works, and end",
    };

    private static readonly Option<string?> s_listen = new("--listen")
    {
        Description = "Where the broken chain listens: PORT or ADDRESS:PORT (default 127.0.0.1:0, a free port)", HelpName = "ADDR",
    };

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("demo", "A sample app behind a broken chain, what the doctor says of it, and the same app behind wayleave serve.")
        {
            s_once, s_listen,
        };
        command.SetAction(async (parsed, _) =>
        {
            var errors = new List<string>();
            var listen = new IPEndPoint(IPAddress.Loopback, 0);
            if (parsed.GetValue(s_listen) is { } typed && ListenAddress.Read(typed, out IPEndPoint? address) is var wrong)
            {
                if (wrong is null)
                    listen = address!;
                else
                    errors.Add($"--listen: {wrong}");
            }

            try
            {
                if (errors.Count == 0)
                    return await new DemoScript(surroundings, listen, parsed.GetValue(s_once)).RunAsync().ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                errors.Add($"--listen: cannot listen on {listen}: {Printable.Line(e.Message)}");
            }

            return await BadUsage.ReportAsync("demo", [], errors, surroundings).ConfigureAwait(false);
        });
        return command;
    }
}
