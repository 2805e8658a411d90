namespace Wayleave.Rules.Diagnosis.Hops.Apps;

/// <summary>uvicorn with Starlette or FastAPI.</summary>
internal static class Starlette
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("uvicorn", HopKind.App)
    {
        Signs =
        [
            Sign.Server("uvicorn"),
            Sign.Body("{\"detail\":\"Not Found\"}"),
            Sign.Body("{\"detail\":\"Method Not Allowed\"}"),
        ],
        Writes =
        [
            Sign.Server("uvicorn"),
            Sign.Server("hypercorn"),
            Sign.Body("{\"detail\":\"Not Found\"}"),
            Sign.Body("{\"detail\":\"Method Not Allowed\"}"),
            Sign.Body("Invalid host header"),
            Sign.Body("Unsupported upgrade request."),
        ],
    };
}
