using System.CommandLine;
using Wayleave.Cli.CommandLine;

namespace Wayleave.Cli.Cert;

/// <summary><c>wayleave cert</c>: its two commands.</summary>
internal static class CertCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings) => new("cert", "Certificates for TLS.")
    {
        MakeCommand.Create(surroundings), ShowCommand.Create(surroundings),
    };
}
