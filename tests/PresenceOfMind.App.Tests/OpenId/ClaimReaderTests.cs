using System.Text.Json;
using PresenceOfMind.Access.OpenId;

namespace PresenceOfMind.App.Tests.OpenId;

/// <summary>Claims as different identity providers write them.</summary>
public sealed class ClaimReaderTests
{
    private static readonly OpenIdOptions Usual = new() { Authority = new Uri("https://id.example.com"), Roles = [] };

    [Theory]
    [InlineData("groups", """{"sub":"1","groups":["a","b"]}""", "a,b")]
    [InlineData("groups", """{"sub":"1","groups":"a"}""", "a")]
    [InlineData("groups", """{"sub":"1","groups":"a b"}""", "a b")]
    [InlineData("groups", """{"sub":"1","groups":[1,null,{"x":1},"a"]}""", "a")]
    [InlineData("groups", """{"sub":"1","groups":7}""", "")]
    [InlineData("groups", """{"sub":"1"}""", "")]
    [InlineData("realm_access.roles", """{"sub":"1","realm_access":{"roles":["a"]}}""", "a")]
    [InlineData("realm_access.roles", """{"sub":"1","realm_access":"roles"}""", "")]
    [InlineData("https://example.com/roles", """{"sub":"1","https://example.com/roles":["a"]}""", "a")]
    [InlineData("urn:zitadel:iam:org:project:roles", """{"sub":"1","urn:zitadel:iam:org:project:roles":{"a":{"1":"x"},"b":{}}}""", "a,b")]
    [InlineData("scp", """{"sub":"1","scp":"read write"}""", "read,write")]
    public void Roles_are_found_in_each_form(string claim, string json, string expected)
    {
        var claims = ClaimReader.Read(Usual with { RolesClaim = claim }, Json(json));
        Assert.Equal(expected, string.Join(',', claims!.Roles));
    }

    [Fact]
    public void What_the_first_document_does_not_have_is_taken_from_the_next()
    {
        var claims = ClaimReader.Read(
            Usual, Json("""{"sub":"1","groups":[]}"""), Json("""{"sub":"2","groups":["a"],"preferred_username":"anna","email":"a@x"}"""))!;
        Assert.Equal(("1", "anna", "a@x"), (claims.Subject, claims.Name, claims.Contact));
        Assert.Empty(claims.Roles);
    }

    [Theory]
    [InlineData("""{"sub":"1","email":"a@x"}""", "a@x")]
    [InlineData("""{"sub":"1","email":"a@x","email_verified":true}""", "a@x")]
    [InlineData("""{"sub":"1","email":"a@x","email_verified":"true"}""", "a@x")]
    [InlineData("""{"sub":"1","email":"a@x","email_verified":false}""", null)]
    [InlineData("""{"sub":"1","email":"a@x","email_verified":"false"}""", null)]
    [InlineData("""{"sub":"1","email":""}""", null)]
    [InlineData("""{"sub":"1"}""", null)]
    public void An_address_counts_unless_the_provider_says_that_it_is_not_verified(string json, string? contact) =>
        Assert.Equal(contact, ClaimReader.Read(Usual, Json(json))!.Contact);

    [Fact]
    public void Verification_of_the_address_says_nothing_of_another_claim()
    {
        var json = Json("""{"sub":"1","upn":"u@x","email":"a@x","email_verified":false}""");
        Assert.Equal("u@x", ClaimReader.Read(Usual with { ContactClaim = "upn" }, json)!.Contact);
    }

    [Fact]
    public void A_name_is_one_short_line_and_the_subject_where_there_is_none()
    {
        Assert.Equal("1", ClaimReader.Read(Usual, Json("""{"sub":"1"}"""))!.Name);
        Assert.Equal("an na", ClaimReader.Read(Usual, Json("""{"sub":"1","preferred_username":"an\nna\u0007"}"""))!.Name);
        Assert.Equal(100, ClaimReader.Read(Usual, Json($$"""{"sub":"1","preferred_username":"{{new string('x', 5000)}}"}"""))!.Name.Length);
    }

    [Theory]
    [InlineData("""{"preferred_username":"anna"}""")]
    [InlineData("""{"sub":""}""")]
    [InlineData("""{"sub":7}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Nobody_is_named_without_a_subject(string json) => Assert.Null(ClaimReader.Read(Usual, Json(json)));

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
