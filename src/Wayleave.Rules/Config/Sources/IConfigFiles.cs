using System.Collections.Immutable;

namespace Wayleave.Rules.Config.Sources;

/// <summary>The files around those that were named: how includes are found. Given by the caller, since nothing here opens a file.</summary>
public interface IConfigFiles
{
    /// <summary>Whether all files are there that the program itself would find. Default false: then a missing one may stand elsewhere.</summary>
    bool AreAll => false;

    /// <summary>A file's text; null if there is none or it may not be read. The same file is the same object each time, also where it was named itself.</summary>
    /// <param name="path">The path as an include names it; relative ones are relative to <paramref name="folder"/>.</param>
    /// <param name="folder">The folder.</param>
    SourceText? Read(string path, string folder);

    /// <summary>The paths that a pattern with <c>*</c>, <c>?</c> and <c>[…]</c> matches, sorted as the system's <c>glob</c> sorts, each to be read with an empty folder; none is no error.</summary>
    /// <param name="pattern">The pattern as an include has it.</param>
    /// <param name="folder">The folder for a relative one.</param>
    ImmutableArray<string> Glob(string pattern, string folder);
}
