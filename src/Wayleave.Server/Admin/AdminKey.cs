using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Wayleave.Server.Admin;

/// <summary>The key that requests show.</summary>
internal static class AdminKey
{
    private const string Scheme = "Bearer ";

    /// <summary>Whether a request may have what it asks for.</summary>
    /// <param name="context">The request.</param>
    /// <param name="access">Who may.</param>
    /// <param name="key">The key; null: there is none.</param>
    /// <returns>Why not; null if it may.</returns>
    public static AdminProblem? Check(HttpContext context, AdminAccess access, string? key)
    {
        if (access == AdminAccess.Open)
            return null;
        if (key is null)
            // The address that was connected to counts: one of loopback is reached from this machine alone.
            return access == AdminAccess.Keyed || IPAddress.IsLoopback(context.Connection.LocalIpAddress ?? IPAddress.None) ? null
                : new AdminProblem(403, "without a key this is for this machine alone", "set admin: { key: \"${WAYLEAVE_ADMIN_KEY}\" }, and send Authorization: Bearer KEY");
        return IsShown(context.Request.Headers.Authorization.ToString(), key) ? null : new AdminProblem(401, "the admin key is missing or wrong", "send Authorization: Bearer KEY, with the key of admin: { key }");
    }

    /// <summary>Whether an Authorization line shows the key. It takes as long whatever the line says.</summary>
    /// <param name="authorization">The line; empty: there is none.</param>
    /// <param name="key">The key.</param>
    public static bool IsShown(string authorization, string key) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        // Hashes are of one length, whatever the key's is.
        && CryptographicOperations.FixedTimeEquals(Hash(authorization[Scheme.Length..].Trim()), Hash(key));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
