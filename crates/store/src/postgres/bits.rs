use std::error::Error;

use postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

use crate::team::Bits256;

/// 256 bits as a value of PostgreSQL's type `bit`: their number, then the bits, the first one the highest.
#[derive(Debug)]
pub struct Bits(pub Bits256);

impl ToSql for Bits {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        out.extend_from_slice(&256u32.to_be_bytes());
        out.extend_from_slice(&self.0);
        Ok(IsNull::No)
    }

    fn accepts(of: &Type) -> bool {
        *of == Type::BIT
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Bits {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        let bits = raw.strip_prefix(&256u32.to_be_bytes()).ok_or("these are not 256 bits")?;
        Ok(Self(bits.try_into()?))
    }

    fn accepts(of: &Type) -> bool {
        *of == Type::BIT
    }
}
