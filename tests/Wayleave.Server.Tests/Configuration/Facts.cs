using System.Collections;
using System.Net;
using System.Reflection;

namespace Wayleave.Server.Tests.Configuration;

/// <summary>Settings as lines of "property = value": two are equal if all lines are, lists included.</summary>
internal static class Facts
{
    public static IEnumerable<string> Of(object? value, string path = "")
    {
        switch (value)
        {
            case null or string or Uri or IPEndPoint or IPNetwork or Enum or TimeSpan:
            case { } simple when simple.GetType().IsPrimitive:
                return [$"{path} = {value?.ToString() ?? "null"}"];
            case IEnumerable list:
                object[] items = [.. list.Cast<object>()];
                return items.SelectMany((item, i) => Of(item, $"{path}[{i}]")).Prepend($"{path} has {items.Length}");
            default:
                return value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(p => Of(p.GetValue(value), $"{path}.{p.Name}"));
        }
    }
}
