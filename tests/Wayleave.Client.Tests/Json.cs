using System.Text.Json.Serialization;

namespace Wayleave.Client.Tests;

[JsonSerializable(typeof(int[]))]
internal sealed partial class Json : JsonSerializerContext;
