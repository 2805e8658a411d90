using System.Globalization;
using Wayleave.Rules.Config.Data;
using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.Aws;

/// <summary>The attributes of a balancer or a target group: a list of keys and values, all text.</summary>
/// <param name="List">The list.</param>
internal sealed record AwsAttributes(DataList List)
{
    private static readonly string[] s_balancers = ["idle_timeout.", "routing.http", "access_logs.", "deletion_protection.", "connection_logs.", "client_keep_alive.", "waf.", "zonal_shift."];
    private static readonly string[] s_groups = ["stickiness.", "deregistration_delay.", "load_balancing.algorithm", "slow_start.", "target_group_health.", "preserve_client_ip.", "proxy_protocol_v2."];

    /// <summary>Whether they are a balancer's.</summary>
    public bool IsOfBalancer => Has(s_balancers);

    /// <summary>Whether they are a target group's.</summary>
    public bool IsOfTargetGroup => !IsOfBalancer && Has(s_groups);

    /// <summary>A list of attributes; null if it is none.</summary>
    public static AwsAttributes? Of(DataList list) => list.Values.Length > 0 && list.Values.All(one => one["Key"]?.Text is not null && one["Value"] is DataScalar) ? new AwsAttributes(list) : null;

    /// <summary>The item of a key; null if it is not there.</summary>
    public DataNode? Find(string key) => List.Values.FirstOrDefault(one => one["Key"]!.Text == key);

    /// <summary>The value of a key; null if it is not there.</summary>
    public string? Value(string key) => Find(key)?["Value"]?.Text;

    /// <summary>A key's number of seconds, placed at its value; null if it is not there.</summary>
    public Setting<TimeSpan>? Seconds(string key) =>
        Find(key) is { } item && int.TryParse(item["Value"]!.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? new Setting<TimeSpan>(TimeSpan.FromSeconds(seconds), item["Value"]!.At) : null;

    private bool Has(string[] prefixes) => List.Values.Any(one => prefixes.Any(prefix => one["Key"]!.Text!.StartsWith(prefix, StringComparison.Ordinal)));
}
