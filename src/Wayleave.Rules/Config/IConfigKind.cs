using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config;

/// <summary>A kind of file that can be read.</summary>
public interface IConfigKind
{
    /// <summary>Its name, as <c>--kind</c> and reports have it.</summary>
    string Name { get; }

    /// <summary>What it is, in a line for the list of kinds.</summary>
    string Summary { get; }

    /// <summary>Whether a file looks like one. Never throws.</summary>
    /// <param name="source">The file.</param>
    Fit Fits(SourceText source);

    /// <summary>Reads a file. Never throws: what cannot be read is in <see cref="ConfigFile.Errors"/>.</summary>
    /// <param name="source">The file.</param>
    /// <param name="context">What reading may ask for.</param>
    ConfigFile Read(SourceText source, ReadContext context);
}
