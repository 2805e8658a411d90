using Wayleave.Cli.Apply;
using Wayleave.Cli.Cert;
using Wayleave.Cli.Config;
using Wayleave.Cli.Connect;
using Wayleave.Cli.Demo;
using Wayleave.Cli.Doctor;
using Wayleave.Cli.Echo;
using Wayleave.Cli.Explain;
using Wayleave.Cli.Lab;
using Wayleave.Cli.Lint;
using Wayleave.Cli.Publish;
using Wayleave.Cli.Serve;
using Wayleave.Cli.Ticket;

namespace Wayleave.Cli.CommandLine;

/// <summary>Every command, in the overview's order. A new command is a row here and a folder beside <c>Doctor</c>.</summary>
internal static class CommandTable
{
    /// <summary>The rows.</summary>
    public static readonly CommandEntry[] Entries =
    [
        new("doctor", "Find the hop that breaks a WebSocket, the cause and the fix", DoctorCommand.Create),
        new("lint", "Find in configuration files what breaks a WebSocket, or will", LintCommand.Create),
        new("config", "Write the right configuration for nginx, HAProxy, Caddy, Apache, … in front of an app", ConfigCommand.Create),
        new("apply", "Install a configuration, and keep it only if the socket then works", ApplyCommand.Create),
        new("explain", "Say what a cause means and what to change, hop by hop", ExplainCommand.Create),
        new("serve", "Be the proxy in front of an app that is right for WebSockets", ServeCommand.Create),
        new("publish", "Publish an event to those who follow a channel of serve", PublishCommand.Create),
        new("ticket", "Make a ticket that opens one guarded socket of serve", TicketCommand.Create),
        new("connect", "Talk on a WebSocket: send lines, see frames, ping, close", ConnectCommand.Create),
        new("echo", "Run a far end that gives back what it gets and tells what arrived", EchoCommand.Create),
        new("cert", "Make a certificate for TLS, or show one: a file's or a server's", CertCommand.Create),
        new("lab", "Stand in for proxies and edges, with their faults, in front of an app", LabCommand.Create),
        new("demo", "See it all at once: a sample app behind a broken chain, its diagnosis and its cure", DemoCommand.Create),
    ];
}
