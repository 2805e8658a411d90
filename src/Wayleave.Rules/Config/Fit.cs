namespace Wayleave.Rules.Config;

/// <summary>How well a file fits a kind; the best fit wins, and of equals the first in <see cref="ConfigKinds.All"/>.</summary>
public enum Fit
{
    /// <summary>It is none.</summary>
    No,

    /// <summary>Its name or its content would allow it.</summary>
    Maybe,

    /// <summary>Its content has what only this kind has.</summary>
    Content,

    /// <summary>Its name is this kind's own, and its content does not speak against it.</summary>
    Name,
}
