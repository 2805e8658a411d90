using System.Collections.Immutable;

namespace Wayleave.Protocol.Carry.Pages;

/// <summary>Lets the script through the content policies of a page, and widens each by no more than that takes.</summary>
/// <remarks>
/// A browser enforces every policy of every header, and a header's value is a list of policies (CSP3 §2.2.1), so each must let the script through by itself.
/// What is not touched stays as it is, byte for byte. Policies that only report are not looked at.
/// </remarks>
public static class ContentPolicies
{
    /// <summary>Lets the script through.</summary>
    /// <param name="values">The values of <c>Content-Security-Policy</c>, one a line.</param>
    /// <param name="source">The script.</param>
    /// <returns>Null: the page must be left alone, since in its sandbox no script could run, or none that belongs to its origin.</returns>
    public static PolicyChange? Admit(IEnumerable<string> values, ScriptSource source)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(source);
        var changed = ImmutableArray.CreateBuilder<string>();
        string? nonce = null;
        var needsIntegrity = false;
        foreach (var value in values)
        {
            var policies = value.Split(',').Select(text => new ContentPolicy(text)).ToList();
            foreach (var policy in policies)
            {
                // CSP3 §6.3.2: scripts run only with the one, and without the other the page has no origin, so that it may ask nobody.
                if (policy.Sandbox is { } flags && !(flags.Contains("allow-scripts", StringComparer.OrdinalIgnoreCase) && flags.Contains("allow-same-origin", StringComparer.OrdinalIgnoreCase)))
                    return null;
                needsIntegrity |= policy.AdmitScript(source, ref nonce);
                policy.AdmitRequests(source);
            }

            changed.Add(string.Join(',', policies));
        }

        return new PolicyChange(changed.ToImmutable(), nonce, needsIntegrity);
    }
}
