using PresenceOfMind.Dispatch.Core.Texts;
using PresenceOfMind.Dispatch.Storage.Tasks;

namespace PresenceOfMind.Dispatch.Tests.Tasks;

public sealed class MergeTests
{
    /// <summary>Those of RFC 7396's examples (appendix A) whose document and patch are objects, and what is special here.</summary>
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""{"a":"foo"}""", "null", null)]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    [InlineData(null, """{"a":1,"b":null}""", """{"a":1}""")]
    [InlineData("""{"a":[null,1]}""", """{"a":[null]}""", """{"a":[null]}""")]
    public void A_patch_sets_what_it_names_takes_away_what_is_null_and_leaves_the_rest(string? before, string patch, string? after)
    {
        Assert.True(JsonAttributes.Instance.TryMerge(before, patch, out var kept));
        Assert.Equal(after, kept);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("""{"a":1,"a":2}""")]
    public void What_is_neither_an_object_nor_null_is_no_patch(string patch) =>
        Assert.False(JsonAttributes.Instance.TryMerge("""{"a":1}""", patch, out _));

    [Fact]
    public void What_a_patch_makes_too_long_is_refused()
    {
        var half = new string('x', (TaskLimits.MaxAttributesLength / 2) + 10);
        Assert.True(JsonAttributes.Instance.TryMerge($$"""{"a":"{{half}}"}""", """{"b":1}""", out _));
        Assert.False(JsonAttributes.Instance.TryMerge($$"""{"a":"{{half}}"}""", $$"""{"b":"{{half}}"}""", out _));
    }
}
