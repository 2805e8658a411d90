using System.CommandLine;

namespace Wayleave.Cli.CommandLine;

/// <summary>A command as the overview lists it; the command itself is only made when it is called.</summary>
/// <param name="Name">The word that calls it.</param>
/// <param name="Summary">What it does, in a line.</param>
/// <param name="Create">Makes the command.</param>
internal sealed record CommandEntry(string Name, string Summary, Func<Surroundings, Command> Create);
