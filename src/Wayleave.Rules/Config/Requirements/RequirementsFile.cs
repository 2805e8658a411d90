using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Requirements;

/// <summary>A requirements file of pip.</summary>
/// <param name="Source">The file.</param>
/// <param name="Packages">What it asks for.</param>
/// <param name="IsWhole">Whether that is all: it brings in no other file.</param>
public sealed record RequirementsFile(SourceText Source, ImmutableArray<Requirement> Packages, bool IsWhole) : ConfigFile(Source, "requirements");
