namespace Wayleave.Rules.Causes;

/// <summary>How a fix is known to work.</summary>
public enum FixBasis
{
    /// <summary>From the product's documentation or its maintainers' word.</summary>
    Documentation,

    /// <summary>Tried against the real program by this project's tests.</summary>
    Tried,
}
