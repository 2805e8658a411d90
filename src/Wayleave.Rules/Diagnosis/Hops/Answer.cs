namespace Wayleave.Rules.Diagnosis.Hops;

/// <summary>Who wrote an HTTP answer.</summary>
/// <param name="Hop">The hop's name, as in <see cref="Hop.Name"/>: a product, or <c>app</c>; empty if unknown.</param>
/// <param name="Product">The product that wrote it: the hop's own name, or the app's server (<c>tornado</c>); empty if unknown.</param>
/// <param name="Sign">By what that shows.</param>
public sealed record Answer(string Hop, string Product, string Sign)
{
    /// <summary>Nothing shows who wrote it.</summary>
    public static Answer Unknown { get; } = new("", "", "");

    /// <summary>True if something shows who wrote it.</summary>
    public bool IsKnown => Hop.Length > 0;

    /// <summary>True if the application wrote it.</summary>
    public bool IsApp => Hop == "app";
}
