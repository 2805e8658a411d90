using System.Collections.Immutable;

namespace Wayleave.Rules.Causes;

/// <summary>Under which names the pages keep the fixes for a product that shows itself on the wire.</summary>
/// <remarks>A hop is called what its signs say (<c>daphne</c>); a page speaks of what its owner writes (<c>django</c>).</remarks>
public static class FixNames
{
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Families = new Dictionary<string, ImmutableArray<string>>
    {
        ["daphne"] = ["django"],
        ["uvicorn"] = ["uvicorn", "fastapi"],
        ["starlette"] = ["fastapi", "uvicorn"],
        ["kestrel"] = ["aspnet"],
        ["signalr"] = ["aspnet"],
        ["iis"] = ["iis", "aspnet"],
        ["azure-app-service"] = ["azure-app-service", "iis"],
        ["ws"] = ["node"],
        ["express"] = ["node"],
        ["socket.io"] = ["socket.io", "node"],
        ["openresty"] = ["nginx"],
        ["java"] = ["spring"],
        ["php"] = ["laravel"],
        ["streamlit"] = ["streamlit", "tornado"],
        ["streamlit-cloud"] = ["streamlit"],
        ["jupyter"] = ["jupyter", "tornado"],
        ["werkzeug"] = ["socket.io", "gunicorn"],
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names to look for, the closest first; the product's own if nothing else is known.</summary>
    /// <param name="product">The product as its signs or a finding name it, in lower case.</param>
    public static ImmutableArray<string> Of(string product) => Families.GetValueOrDefault(product, [product]);

    /// <summary>The products that have a family, for looking through signs.</summary>
    public static IEnumerable<string> Products => Families.Keys;
}
