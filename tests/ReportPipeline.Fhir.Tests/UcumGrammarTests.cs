using ReportPipeline.Fhir.Facts;

namespace ReportPipeline.Fhir.Tests;

/// <summary>Codes from UCUM's own tables and its list of common units.</summary>
public class UcumGrammarTests
{
    [Theory]
    [InlineData("mg/dL")]
    [InlineData("mg/dl")]
    [InlineData("10*9/L")]
    [InlineData("10*3/uL")]
    [InlineData("10*-6")]
    [InlineData("mm[Hg]")]
    [InlineData("kPa")]
    [InlineData("Cel")]
    [InlineData("[degF]")]
    [InlineData("%")]
    [InlineData("1")]
    [InlineData("{cells}")]
    [InlineData("10*6.{cells}")]
    [InlineData("/min")]
    [InlineData("{breaths}/min")]
    [InlineData("{beats}/min")]
    [InlineData("mL/min/{1.73_m2}")]
    [InlineData("mL/min/(173.10*-2.m2)")]
    [InlineData("kg.m/s2")]
    [InlineData("m[IU]/L")]
    [InlineData("umol/L")]
    [InlineData("U/L")]
    [InlineData("ng/mL{FEU}")]
    [InlineData("a")]
    [InlineData("h-1")]
    [InlineData("[in_i'H2O]")]
    public void IsValid_UcumCode_IsTrue(string code) => UcumGrammar.IsValid(code).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("mmHg")]
    [InlineData("mg/DL")]
    [InlineData("mg//dL")]
    [InlineData("mg/")]
    [InlineData("celsius")]
    [InlineData("°C")]
    [InlineData("mg dL")]
    [InlineData("(mg")]
    [InlineData("mg)")]
    [InlineData("{cells")]
    [InlineData("breaths/min")]
    [InlineData("x10^9/L")]
    [InlineData("percent")]
    public void IsValid_NoUcumCode_IsFalse(string code) => UcumGrammar.IsValid(code).ShouldBeFalse();
}
