// virga/expr/functions/math.hpp: functions of numbers.
// Source: PostgreSQL manual, section 9.3, Mathematical Functions and Operators; tests/postgres compares all with pg_proc.
//
// Whole numbers take the function of double precision where there is one of numeric too, as in PostgreSQL.
#pragma once

#include <virga/expr/function.hpp>  // VIRGA_FUNCTION

namespace virga {

/// `abs(number)`
VIRGA_FUNCTION(abs, types::smallint(types::smallint), types::integer(types::integer), types::bigint(types::bigint),
               types::numeric<>(types::numeric<>), types::real(types::real), types::double_precision(types::double_precision))
/// `acos(cosine)`, in radians.
VIRGA_FUNCTION(acos, types::double_precision(types::double_precision))
/// `acosd(cosine)`, in degrees.
VIRGA_FUNCTION(acosd, types::double_precision(types::double_precision))
/// `acosh(number)`
VIRGA_FUNCTION(acosh, types::double_precision(types::double_precision))
/// `asin(sine)`, in radians.
VIRGA_FUNCTION(asin, types::double_precision(types::double_precision))
/// `asind(sine)`, in degrees.
VIRGA_FUNCTION(asind, types::double_precision(types::double_precision))
/// `asinh(number)`
VIRGA_FUNCTION(asinh, types::double_precision(types::double_precision))
/// `atan(tangent)`, in radians.
VIRGA_FUNCTION(atan, types::double_precision(types::double_precision))
/// `atan2(y, x)`, in radians.
VIRGA_FUNCTION(atan2, types::double_precision(types::double_precision, types::double_precision))
/// `atan2d(y, x)`, in degrees.
VIRGA_FUNCTION(atan2d, types::double_precision(types::double_precision, types::double_precision))
/// `atand(tangent)`, in degrees.
VIRGA_FUNCTION(atand, types::double_precision(types::double_precision))
/// `atanh(number)`
VIRGA_FUNCTION(atanh, types::double_precision(types::double_precision))
/// `cbrt(number)`: its cube root.
VIRGA_FUNCTION(cbrt, types::double_precision(types::double_precision))
/// `ceil(number)`: the next whole number, upwards.
VIRGA_FUNCTION(ceil, types::double_precision(types::double_precision), types::numeric<>(types::numeric<>))
/// `ceiling(number)`: the same.
VIRGA_FUNCTION(ceiling, types::double_precision(types::double_precision), types::numeric<>(types::numeric<>))
/// `cos(radians)`
VIRGA_FUNCTION(cos, types::double_precision(types::double_precision))
/// `cosd(degrees)`
VIRGA_FUNCTION(cosd, types::double_precision(types::double_precision))
/// `cosh(number)`
VIRGA_FUNCTION(cosh, types::double_precision(types::double_precision))
/// `cot(radians)`
VIRGA_FUNCTION(cot, types::double_precision(types::double_precision))
/// `cotd(degrees)`
VIRGA_FUNCTION(cotd, types::double_precision(types::double_precision))
/// `degrees(radians)`
VIRGA_FUNCTION(degrees, types::double_precision(types::double_precision))
/// `div(left, right)`: the quotient, without its fraction.
VIRGA_FUNCTION(div, types::numeric<>(types::numeric<>, types::numeric<>))
/// `exp(number)`
VIRGA_FUNCTION(exp, types::double_precision(types::double_precision), types::numeric<>(types::numeric<>))
/// `factorial(number)`
VIRGA_FUNCTION(factorial, types::numeric<>(types::bigint))
/// `floor(number)`: the next whole number, downwards.
VIRGA_FUNCTION(floor, types::double_precision(types::double_precision), types::numeric<>(types::numeric<>))
/// `gcd(left, right)`: their greatest common divisor.
VIRGA_FUNCTION(gcd, types::integer(types::integer, types::integer), types::bigint(types::bigint, types::bigint),
               types::numeric<>(types::numeric<>, types::numeric<>))
/// `lcm(left, right)`: their least common multiple.
VIRGA_FUNCTION(lcm, types::integer(types::integer, types::integer), types::bigint(types::bigint, types::bigint),
               types::numeric<>(types::numeric<>, types::numeric<>))
/// `ln(number)`
VIRGA_FUNCTION(ln, types::double_precision(types::double_precision), types::numeric<>(types::numeric<>))
/// `log(number)` to base 10, `log(base, number)`.
VIRGA_FUNCTION(log, types::double_precision(types::double_precision), types::numeric<>(types::numeric<>),
               types::numeric<>(types::numeric<>, types::numeric<>))
/// `log10(number)`
VIRGA_FUNCTION(log10, types::double_precision(types::double_precision), types::numeric<>(types::numeric<>))
/// `min_scale(numeric)`: the least number of digits behind the point that keeps its value.
VIRGA_FUNCTION(min_scale, types::integer(types::numeric<>), may_be_null)
/// `mod(left, right)`: the remainder, with the sign of `left`.
VIRGA_FUNCTION(mod, types::smallint(types::smallint, types::smallint), types::integer(types::integer, types::integer),
               types::bigint(types::bigint, types::bigint), types::numeric<>(types::numeric<>, types::numeric<>))
/// `pi()`
VIRGA_FUNCTION(pi, types::double_precision())
/// `power(base, exponent)`
VIRGA_FUNCTION(power, types::double_precision(types::double_precision, types::double_precision),
               types::numeric<>(types::numeric<>, types::numeric<>))
/// `radians(degrees)`
VIRGA_FUNCTION(radians, types::double_precision(types::double_precision))
/// `random()`: from 0 on, below 1, another one for each row. C has a function of that name.
VIRGA_FUNCTION_AS(random_number, random, types::double_precision(), volatile_)
/// `round(number)` to a whole number, `round(numeric, digits)` to so many behind the point.
VIRGA_FUNCTION(round, types::double_precision(types::double_precision), types::numeric<>(types::numeric<>),
               types::numeric<>(types::numeric<>, types::integer))
/// `scale(numeric)`: how many digits it has behind the point; NULL for NaN and infinities.
VIRGA_FUNCTION(scale, types::integer(types::numeric<>), may_be_null)
/// `sign(number)`: -1, 0 or 1.
VIRGA_FUNCTION(sign, types::double_precision(types::double_precision), types::numeric<>(types::numeric<>))
/// `sin(radians)`
VIRGA_FUNCTION(sin, types::double_precision(types::double_precision))
/// `sind(degrees)`
VIRGA_FUNCTION(sind, types::double_precision(types::double_precision))
/// `sinh(number)`
VIRGA_FUNCTION(sinh, types::double_precision(types::double_precision))
/// `sqrt(number)`
VIRGA_FUNCTION(sqrt, types::double_precision(types::double_precision), types::numeric<>(types::numeric<>))
/// `tan(radians)`
VIRGA_FUNCTION(tan, types::double_precision(types::double_precision))
/// `tand(degrees)`
VIRGA_FUNCTION(tand, types::double_precision(types::double_precision))
/// `tanh(number)`
VIRGA_FUNCTION(tanh, types::double_precision(types::double_precision))
/// `trim_scale(numeric)`: without zeros at its end.
VIRGA_FUNCTION(trim_scale, types::numeric<>(types::numeric<>))
/// `trunc(number)` without its fraction, `trunc(numeric, digits)` with so many digits of it.
VIRGA_FUNCTION(trunc, types::double_precision(types::double_precision), types::numeric<>(types::numeric<>),
               types::numeric<>(types::numeric<>, types::integer))
/// `width_bucket(number, low, high, count)`: in which of so many equal parts it lies, from 1.
VIRGA_FUNCTION(width_bucket,
               types::integer(types::double_precision, types::double_precision, types::double_precision, types::integer),
               types::integer(types::numeric<>, types::numeric<>, types::numeric<>, types::integer))
}  // namespace virga
