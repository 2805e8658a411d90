using Microsoft.AspNetCore.Http;

namespace Wayleave.Server.Requests;

/// <summary>Takes ordinary requests to apps in one version of HTTP, and their answers back to the clients.</summary>
internal interface IRequestCarrier
{
    /// <summary>Sends a request to its app and streams the answer back.</summary>
    /// <param name="context">The request as Kestrel has it: its body comes from there, the answer goes there.</param>
    /// <param name="request">The request as the app gets it.</param>
    /// <returns>What became of it. Unless that is <see cref="CarriedEnd.Answered"/> or <see cref="CarriedEnd.Cut"/>, the client has no answer yet.</returns>
    Task<Carried> CarryAsync(HttpContext context, AppRequest request);
}
